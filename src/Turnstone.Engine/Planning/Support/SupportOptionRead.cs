namespace Turnstone.Engine.Planning.Support;

/// <summary>What one option's value came to.</summary>
internal abstract record SupportOptionRead
{
    private SupportOptionRead()
    {
    }

    /// <summary>It is good; <paramref name="Remark"/> is to be said of it, null for nothing.</summary>
    public sealed record Taken(SupportOptions Options, string? Remark = null) : SupportOptionRead;

    /// <summary>The name is known and takes no such value.</summary>
    public sealed record Refused(string Message, string Remedy) : SupportOptionRead;
}
