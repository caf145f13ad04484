//! Surveys, questions and answers: types and rules. Nothing here knows a host, a clock or I/O.

mod id;

pub use id::{InvalidResponseId, InvalidSurveyId, ResponseId, SurveyId, Version};
