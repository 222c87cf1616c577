pub(crate) mod headers;
