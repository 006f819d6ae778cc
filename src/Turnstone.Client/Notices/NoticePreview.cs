namespace Turnstone.Client.Notices;

/// <summary>A notice as its recipient would see it.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Text">What it says, as plain text.</param>
/// <param name="Html">The same as a page.</param>
public sealed record NoticePreview(string Subject, string Text, string Html);
