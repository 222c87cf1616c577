//! The browser's cryptographic generator.

/// The browser has no cryptographic generator.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("这个浏览器不能提供安全的随机数，不能封存。请换用新版的 Chrome、Edge 或 360 浏览器极速模式")]
pub struct NoEntropy;

/// `N` bytes from `crypto.getRandomValues`.
///
/// # Errors
/// [`NoEntropy`] where there is none.
pub fn bytes<const N: usize>() -> Result<[u8; N], NoEntropy> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| NoEntropy)?;
    Ok(bytes)
}
