#![doc = include_str!("../README.md")]

mod answer;
mod definition;
mod id;
mod json;
mod language;

pub use answer::{AnswerProblem, AnswerReason, Answers, CheckedAnswers};
pub use definition::{
    BooleanQuestion, Choice, ChoiceValue, CommentQuestion, Definition, DefinitionProblem,
    DefinitionReason, Element, InputType, LocalizedText, MatrixQuestion, Metric, MultipleChoice,
    Page, Panel, Question, QuestionKind, RankingQuestion, RatingQuestion, RatingStyle,
    SingleChoice, TextQuestion,
};
pub use id::{InvalidResponseId, InvalidSurveyId, ResponseId, SurveyId, Version};
pub use json::{BrokenBound, InvalidJson, StrictJson};
pub use language::choose_language;
