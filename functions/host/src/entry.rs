//! The platforms' entry points.

/// Makes a [`Function`](crate::Function) the crate's entry point on the platform it is built for.
#[macro_export]
macro_rules! entry {
    ($function:ty) => {
        #[cfg(target_arch = "wasm32")]
        static SETTINGS: ::std::sync::OnceLock<<$function as $crate::Function>::Settings> =
            ::std::sync::OnceLock::new();

        #[cfg(all(target_arch = "wasm32", target_os = "wasi"))]
        #[::spin_sdk::http_service]
        async fn entry(request: ::spin_sdk::http::Request) -> $crate::platform::SpinResponse {
            $crate::platform::serve::<$function>(&SETTINGS, request).await
        }

        #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
        #[::worker::event(fetch)]
        async fn entry(
            request: ::worker::web_sys::Request,
            environment: ::worker::Env,
            _context: ::worker::Context,
        ) -> ::worker::Result<::worker::web_sys::Response> {
            $crate::platform::serve::<$function>(&SETTINGS, request, environment).await
        }
    };
}
