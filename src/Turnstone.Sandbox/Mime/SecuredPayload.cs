namespace Turnstone.Sandbox.Mime;

/// <summary>
/// A signed or encrypted MIME entity, kept as the bytes it arrived as, because one changed byte breaks the signature.
/// </summary>
/// <param name="Headers">The entity's own header lines (Content-*), each with its line end.</param>
/// <param name="Body">Everything after the blank line.</param>
public sealed record SecuredPayload(ReadOnlyMemory<byte> Headers, ReadOnlyMemory<byte> Body);
