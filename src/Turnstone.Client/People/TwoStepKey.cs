namespace Turnstone.Client.People;

/// <summary>What an authenticator app needs to know. Shown this once.</summary>
public sealed record TwoStepKey
{
    /// <summary>The shared key, in Base32, for typing it in.</summary>
    public required string SharedKey { get; init; }

    /// <summary>The same as an <c>otpauth</c> address, for a QR code.</summary>
    public required string Uri { get; init; }
}
