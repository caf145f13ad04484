//! The types of questions.

use super::{
    Boolean, Buttongroup, Checkbox, Comment, Computed, Dropdown, File, Html, Image, ImagePicker,
    Matrix, MatrixDropdown, MatrixDynamic, MultipleText, PanelDynamic, Radiogroup, Ranking, Rating,
    Signature, Slider, Tagbox, Text,
};

/// The types of questions, with what is their own.
#[derive(Clone, Debug, PartialEq)]
pub enum QuestionKind {
    /// `text`.
    Text(Text),
    /// `comment`.
    Comment(Comment),
    /// `multipletext`.
    MultipleText(MultipleText),
    /// `radiogroup`.
    Radiogroup(Radiogroup),
    /// `checkbox`.
    Checkbox(Checkbox),
    /// `dropdown`.
    Dropdown(Dropdown),
    /// `tagbox`.
    Tagbox(Tagbox),
    /// `buttongroup`.
    Buttongroup(Buttongroup),
    /// `boolean`.
    Boolean(Boolean),
    /// `rating`.
    Rating(Rating),
    /// `ranking`.
    Ranking(Ranking),
    /// `slider`.
    Slider(Slider),
    /// `imagepicker`.
    ImagePicker(ImagePicker),
    /// `matrix`.
    Matrix(Matrix),
    /// `matrixdropdown`.
    MatrixDropdown(MatrixDropdown),
    /// `matrixdynamic`.
    MatrixDynamic(MatrixDynamic),
    /// `paneldynamic`.
    PanelDynamic(PanelDynamic),
    /// `file`.
    File(File),
    /// `signaturepad`.
    Signature(Signature),
    /// `html`: asks nothing.
    Html(Html),
    /// `image`: asks nothing.
    Image(Image),
    /// `expression`: shows what an expression comes to, which is kept as its answer.
    Expression(Computed),
}
