//! Files, signatures, and elements that ask nothing.

use super::matrix::COLUMN;
use super::question::{ANSWERED, ASKING_NOTHING, ELEMENT, LAYOUT, NAMED, OF_QUESTION, RENDERED};
use super::{
    Class, Constant, Kind, NO, Property, YES, count, expression, flag, flag_on, ignored, looks,
    meant, not_supported, only, text, word,
};

pub(super) static FILE: Class = Class {
    name: "file",
    properties: &[
        ELEMENT,
        NAMED,
        ANSWERED,
        OF_QUESTION,
        LAYOUT,
        RENDERED,
        &[
            looks("showPreview"),
            looks("allowImagesPreview"),
            flag("allowMultiple"),
            looks("imageHeight"),
            looks("imageWidth"),
            meant(
                "acceptedCategories",
                Kind::Words(&["image", "video", "audio", "document", "archive", "custom"]),
            ),
            meant("acceptedTypes", Kind::String),
            // Files are kept apart in either case, and waited for.
            looks("storeDataAsText"),
            looks("waitForUpload"),
            count("maxSize", 0, i32::MAX).otherwise(Constant::Number(0)),
            count("maxFiles", 1, 1000).otherwise(Constant::Number(1000)),
            looks("confirmDelete").older(&["needConfirmRemoveFile"]),
            only("sourceType", &[Constant::Word("file")]),
            ignored("fileOrPhotoPlaceholder", Kind::Text),
            ignored("photoPlaceholder", Kind::Text),
            ignored("filePlaceholder", Kind::Text),
            looks("allowCameraAccess"),
            looks("cameraFacingMode"),
        ],
    ],
};

pub(super) static SIGNATURE: Class = Class {
    name: "signaturepad",
    properties: &[
        ELEMENT,
        NAMED,
        ANSWERED,
        OF_QUESTION,
        LAYOUT,
        RENDERED,
        &[
            count("signatureWidth", 1, 4000).otherwise(Constant::Number(300)),
            count("signatureHeight", 1, 4000).otherwise(Constant::Number(200)),
            looks("signatureAutoScaleEnabled"),
            looks("penMinWidth"),
            looks("penMaxWidth"),
            looks("height"),
            looks("allowClear"),
            looks("showPlaceholder"),
            text("placeholder"),
            ignored("placeholderReadOnly", Kind::Text),
            not_supported("backgroundImage"),
            looks("penColor"),
            looks("backgroundColor"),
            word("dataFormat", &["png", "jpeg", "svg"]),
            only("storeDataAsText", &[YES]),
            only("waitForUpload", &[NO]),
        ],
    ],
};

pub(super) static HTML: Class = Class {
    name: "html",
    properties: &[
        ELEMENT,
        NAMED,
        LAYOUT,
        ASKING_NOTHING,
        RENDERED,
        &[meant("html", Kind::Markup).needed()],
    ],
};

pub(super) static IMAGE: Class = Class {
    name: "image",
    properties: &[
        ELEMENT,
        NAMED,
        LAYOUT,
        ASKING_NOTHING,
        RENDERED,
        &[
            meant("imageLink", Kind::Picture).needed(),
            text("altText").older(&["text"]),
            only("contentMode", &[Constant::Word("auto"), Constant::Word("image")]),
            looks("imageFit"),
            meant("imageHeight", Kind::Scalar),
            meant("imageWidth", Kind::Scalar),
        ],
    ],
};

/// What an `expression` has of its own.
const EXPRESSION_OWN: &[Property] = &[
    expression("expression"),
    text("format"),
    word("displayStyle", &["none", "decimal", "currency", "percent", "date"]),
    meant("currency", Kind::String).otherwise(Constant::Word("USD")),
    count("maximumFractionDigits", -1, 20).otherwise(Constant::Number(-1)),
    count("minimumFractionDigits", -1, 20).otherwise(Constant::Number(-1)),
    flag_on("useGrouping"),
    count("precision", -1, 20).otherwise(Constant::Number(-1)),
];

pub(super) static EXPRESSION: Class = Class {
    name: "expression",
    properties: &[ELEMENT, NAMED, ANSWERED, OF_QUESTION, LAYOUT, RENDERED, EXPRESSION_OWN],
};

pub(super) static EXPRESSION_CELL: Class = Class {
    name: "expression",
    properties: &[ELEMENT, COLUMN, ANSWERED, OF_QUESTION, RENDERED, EXPRESSION_OWN],
};
