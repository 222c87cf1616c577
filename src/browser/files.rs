//! Files: reading what the user gave, handing one over.

use gloo_file::futures::read_as_bytes;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, File, FileList, FileReaderSync, HtmlAnchorElement, Url};

/// A file could not be read or handed over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// The browser could not read it: gone, locked or on a stick that was pulled.
    #[error("读不到文件“{0}”：可能已被移动、被其他程序占用，或U盘已拔出。请确认后重新选择")]
    Unreadable(String),
    /// Larger than this program reads.
    #[error("文件“{0}”有{1} MB，超过{2} MB的上限。名录通常只有几MB，请确认没有选错文件")]
    TooLarge(String, u64, u64),
    /// The browser refused the download.
    #[error("浏览器没有接受下载“{0}”。请允许本页面下载文件后重试")]
    NotSaved(String),
}

/// The largest file that is read, in MB.
const LIMIT_MB: u64 = 200;

/// The files of a list.
pub fn all(list: Option<FileList>) -> Vec<File> {
    list.iter().flat_map(|list| (0..list.length()).filter_map(|i| list.get(i))).collect()
}

/// Whether the file is one of a size that is read.
///
/// # Errors
/// [`FileFault::TooLarge`] when it is not.
pub fn check_size(file: &File) -> Result<(), FileFault> {
    let megabytes = (file.size() / 1_000_000.0) as u64;
    if megabytes > LIMIT_MB { Err(FileFault::TooLarge(file.name(), megabytes, LIMIT_MB)) } else { Ok(()) }
}

/// The bytes of a file or of a part of one, in a worker, where waiting for them holds up nobody.
///
/// # Errors
/// [`FileFault::Unreadable`], without a name for a part.
pub fn read_in_worker(file: &Blob) -> Result<Vec<u8>, FileFault> {
    let read = FileReaderSync::new().and_then(|reader| reader.read_as_array_buffer(file));
    let name = || file.dyn_ref::<File>().map(File::name).unwrap_or_default();
    read.map(|buffer| Uint8Array::new(&buffer).to_vec()).map_err(|_| FileFault::Unreadable(name()))
}

/// Name and bytes of the file.
///
/// # Errors
/// [`FileFault`] when it is too large or can't be read.
pub async fn read(file: File) -> Result<(String, Vec<u8>), FileFault> {
    let name = file.name();
    check_size(&file)?;
    match read_as_bytes(&gloo_file::File::from(file)).await {
        Ok(bytes) => Ok((name, bytes)),
        Err(_) => Err(FileFault::Unreadable(name)),
    }
}

/// So many bytes of the file from there on, fewer at its end; nothing is read yet.
///
/// # Errors
/// [`FileFault::Unreadable`].
pub fn part(file: &File, from: u64, length: u64) -> Result<Blob, FileFault> {
    let part = file.slice_with_f64_and_f64(from as f64, (from + length) as f64);
    part.map_err(|_| FileFault::Unreadable(file.name()))
}

/// The address of a blob of these bytes, for a link.
fn object_url(bytes: &[u8], mime: &str) -> Option<String> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// Hands a file to the user as a download. The name is the caller's to keep such that every system takes it.
///
/// # Errors
/// [`FileFault::NotSaved`] when the browser refuses.
pub fn save(name: &str, bytes: &[u8], mime: &str) -> Result<(), FileFault> {
    let fault = || FileFault::NotSaved(name.to_owned());
    let url = object_url(bytes, mime).ok_or_else(fault)?;
    let document = web_sys::window().and_then(|w| w.document()).ok_or_else(fault)?;
    let link: HtmlAnchorElement =
        document.create_element("a").ok().and_then(|e| e.dyn_into().ok()).ok_or_else(fault)?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // Revoked later: some kernels start the download only after this turn.
    gloo_timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}
