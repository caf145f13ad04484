//! What the table of operations comes to.

/// Whether a function is whom a word of the table stands for: that function, or one of an external app.
macro_rules! is_caller {
    (Apps, $asked:expr) => {
        $asked.app().is_some()
    };
    ($function:ident, $asked:expr) => {
        matches!($asked, Function::$function)
    };
}

/// Makes [`Operation`](crate::Operation) and [`Target`](crate::Target) of the one table.
macro_rules! operations {
    ($(
        $(#[$doc:meta])*
        $name:ident $(($($field:ident: $type:ty),+))? = $word:literal,
        $method:ident $path:literal, $($function:ident)|+, $needs:expr, $bytes:expr;
    )+) => {
        /// What a caller can ask of storage.
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        pub enum Operation {
            $(
                $(#[$doc])*
                #[doc = concat!("\n\n`", stringify!($method), " ", $path, "`")]
                $name,
            )+
        }

        impl Operation {
            /// Every operation.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The table function x operation: a broken-into function can do what its row says, no
            /// more.
            #[must_use]
            pub const fn open_to(self, function: Function) -> bool {
                match self {
                    $(Self::$name => $(is_caller!($function, function))||+,)+
                }
            }

            /// What the caller's credential must allow.
            #[must_use]
            pub const fn needs(self) -> Needs {
                match self {
                    $(Self::$name => $needs,)+
                }
            }

            /// The largest body it takes, in bytes.
            #[must_use]
            pub const fn max_body_bytes(self) -> usize {
                match self {
                    $(Self::$name => $bytes,)+
                }
            }

            /// Its method.
            #[must_use]
            pub const fn method(self) -> Method {
                match self {
                    $(Self::$name => Method::$method,)+
                }
            }

            /// Its path, without a query, with `{survey}` and the like where it names something.
            #[must_use]
            pub const fn pattern(self) -> &'static str {
                match self {
                    $(Self::$name => $path,)+
                }
            }

            /// Its name in logs.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }
        }

        /// An operation, together with what its path names.
        #[derive(Clone, Debug, Eq, PartialEq)]
        pub enum Target {
            $(
                #[doc = concat!("See [`Operation::", stringify!($name), "`].")]
                $name $(($($type),+))?,
            )+
        }

        impl Target {
            /// The operation alone.
            #[must_use]
            pub const fn operation(&self) -> Operation {
                match self {
                    $(Self::$name { .. } => Operation::$name,)+
                }
            }

            /// Its method.
            #[must_use]
            pub const fn method(&self) -> Method {
                self.operation().method()
            }

            /// Its path, without a query. The names in it need no escaping.
            #[must_use]
            pub fn path(&self) -> String {
                match self {
                    $(Self::$name $(($($field),+))? => fill($path, &[$($($field),+)?]),)+
                }
            }

            /// Reads a method and a path.
            ///
            /// # Errors
            ///
            /// [`Refusal::Path`] before [`Refusal::Method`]: a path that is not there has no
            /// methods.
            pub fn read(method: &Method, path: &str) -> Result<Self, Refusal> {
                let mut refusal = Refusal::Path;
                $(
                    // Names are read in the order in which they stand.
                    let read = || {
                        let mut _names = names($path, path)?.into_iter();
                        Some(Self::$name $(($(_names.next()?.parse::<$type>().ok()?),+))?)
                    };
                    if let Some(target) = read() {
                        if *method == Method::$method {
                            return Ok(target);
                        }
                        refusal = Refusal::Method;
                    }
                )+
                Err(refusal)
            }
        }
    };
}
