using Xunit;

namespace Turnstone.Scripts;

/// <summary>What a script said, and how it ended; null where it ended well.</summary>
internal sealed record ShellRun(string Text, string Warnings, string? Error)
{
    /// <summary>Requires that it ended well; a test that fails shows what was said.</summary>
    public ShellRun Well()
    {
        Assert.True(Error is null, $"{Error}\n{Text}\n{Warnings}");
        return this;
    }
}
