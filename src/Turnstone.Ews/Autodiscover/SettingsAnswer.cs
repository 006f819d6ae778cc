namespace Turnstone.Ews.Autodiscover;

/// <summary>What an Autodiscover answer of either form says. Anything but these few is no answer.</summary>
internal abstract record SettingsAnswer
{
    private SettingsAnswer()
    {
    }

    /// <summary>The address for clients outside and that for those inside; either may be missing.</summary>
    public sealed record Found(Uri? External, Uri? Internal) : SettingsAnswer;

    public sealed record RedirectAddress(string Address) : SettingsAnswer;

    public sealed record RedirectUrl(Uri Url) : SettingsAnswer;

    public sealed record Refused(string Code, string Message) : SettingsAnswer;

    /// <summary>Null for what is no absolute address.</summary>
    public static Uri? ParseUrl(string? text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? address) ? address : null;
}
