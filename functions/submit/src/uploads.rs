//! Files that came with a form: they are kept before anything else is done, and the form goes on
//! with where they are.

use base64ct::{Base64, Encoding as _};
use contract::message::{FileBody, FileHead};
use host::FormFile;
use problem::{Kind, Problem};
use sha2::{Digest as _, Sha256};
use survey::model::{Definition, File};
use survey::{
    AnswerProblem, AnswerReason, FileId, FileNamed, MAX_FILES_BYTES, ResponseId, SurveyId, Upload,
};

use crate::context::Context;
use crate::hours::begun_at;
use crate::sent_form::Form;
use crate::sniff;

/// The most bytes of a drawing, which is kept in its answer, a third longer in base64.
const MAX_DRAWING_BYTES: u32 = 288 * 1024;

/// Has storage keep the files that came with a form. What is wrong with some of them comes back;
/// the form goes on without those.
pub(crate) async fn keep(
    context: &Context<'_>,
    survey: &SurveyId,
    (response, definition): (ResponseId, &Definition),
    form: &mut Form,
) -> Result<Vec<AnswerProblem>, Problem> {
    let mut problems = Vec::new();
    for file in core::mem::take(&mut form.files) {
        let wrong = match definition.file_field(&file.field) {
            None => drawing(form, file).err(),
            Some((name, question)) => {
                let new = New { response, question, file };
                let wrong = new.keep(context, survey, form).await?;
                wrong.map(|reason| AnswerProblem { name, reason })
            }
        };
        problems.extend(wrong);
    }
    Ok(problems)
}

/// A drawing stays in its answer.
fn drawing(form: &mut Form, file: FormFile) -> Result<(), AnswerProblem> {
    let FormFile { field, name, media_type, content } = file;
    if u32::try_from(content.len()).map_or(true, |bytes| bytes > MAX_DRAWING_BYTES) {
        let name = field.replace("][", "].").trim_end_matches(']').to_owned();
        return Err(AnswerProblem { name, reason: AnswerReason::TooLarge(MAX_DRAWING_BYTES) });
    }
    let base64 = Base64::encode_string(&content);
    form.uploads.push(Upload::from_base64(field, name, media_type, &base64));
    Ok(())
}

/// A file for a question.
struct New<'a> {
    response: ResponseId,
    question: &'a File,
    file: FormFile,
}

impl New<'_> {
    /// Keeps it, or says why not.
    async fn keep(
        self,
        context: &Context<'_>,
        survey: &SurveyId,
        form: &mut Form,
    ) -> Result<Option<AnswerReason>, Problem> {
        if let Err(reason) = self.check(form) {
            return Ok(Some(reason));
        }
        let id = self.id();
        let FormFile { field, name, media_type, content } = self.file;
        let bytes = u32::try_from(content.len()).unwrap_or(u32::MAX);
        let head = FileHead { name: name.clone(), media_type: media_type.clone() };
        let body = FileBody { head, content };
        match context.storage.put_file(survey, (self.response, id), &body).await {
            Ok(_) => {}
            Err(problem) if problem.kind() == Kind::FilesFull => {
                return Ok(Some(AnswerReason::FilesTooLarge(MAX_FILES_BYTES)));
            }
            Err(problem) => return Err(problem),
        }
        let kept = FileNamed { question: field, id, name, media_type, bytes };
        form.uploads.extend(Upload::from_json(&kept.question, &kept.to_json()));
        Ok(None)
    }

    fn check(&self, form: &Form) -> Result<(), AnswerReason> {
        let FormFile { field, name, media_type, content } = &self.file;
        let most = self.question.most_files();
        let before = form.uploads.iter().filter(|upload| upload.field == *field).count();
        if u32::try_from(before).map_or(true, |before| before >= most) {
            return Err(AnswerReason::TooManyFiles(most));
        }
        sniff::check(self.question, (name, media_type), content)
    }

    /// The same for the same file of the same response, so that a form may be sent again.
    fn id(&self) -> FileId {
        let FormFile { field, name, media_type, content } = &self.file;
        let mut hash = Sha256::new();
        for part in [field, name, media_type] {
            hash.update(part);
            hash.update([0]);
        }
        let digest = hash.chain_update(content).finalize();
        let mut random = [0; 10];
        for (to, from) in random.iter_mut().zip(digest) {
            *to = from;
        }
        FileId::new(begun_at(self.response), &random)
    }
}
