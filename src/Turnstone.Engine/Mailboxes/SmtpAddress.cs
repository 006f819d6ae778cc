using System.Diagnostics.CodeAnalysis;

namespace Turnstone.Engine.Mailboxes;

/// <summary>
/// A mailbox's primary SMTP address. Compared without regard to case, as every mail system in the field does; shown as it was written.
/// </summary>
public readonly record struct SmtpAddress
{
    private readonly string? _value;

    private SmtpAddress(string value) => _value = value;

    /// <summary>The address as it was written, such as <c>anna@old.example</c>.</summary>
    public string Value => _value ?? throw new InvalidOperationException("A default SmtpAddress names no mailbox.");

    /// <summary>Reads an address: one <c>@</c> with text on both sides, no white space or control characters, at most 254 characters.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SmtpAddress address)
    {
        address = default;
        var trimmed = text?.Trim();
        if (trimmed is null or { Length: > 254 })
        {
            return false;
        }

        var at = trimmed.LastIndexOf('@');
        if (at <= 0 || at == trimmed.Length - 1 || trimmed.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            return false;
        }

        address = new SmtpAddress(trimmed);
        return true;
    }

    /// <summary>As <see cref="TryParse"/>.</summary>
    /// <exception cref="FormatException">The text is no address.</exception>
    public static SmtpAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"\"{text}\" is not a mail address.");

    /// <inheritdoc/>
    public bool Equals(SmtpAddress other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
