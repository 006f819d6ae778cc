using System.Globalization;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Planning;

/// <summary>Which items a pass is about, by size and received time. Bounds below are part of the range, bounds above are not, so that two ranges that meet leave nothing out.</summary>
internal sealed class ItemRange(PassOptions options)
{
    private readonly Verdict.LeftBehind _tooNew = new(
        FailureCodes.RuleTooNew,
        string.Create(CultureInfo.InvariantCulture, $"Received at or after {options.OlderThan:yyyy-MM-dd HH:mm} UTC, the end of this pass's range."));

    private readonly Verdict.LeftBehind _tooOld = new(
        FailureCodes.RuleTooOld,
        string.Create(CultureInfo.InvariantCulture, $"Received before {options.NewerThan:yyyy-MM-dd HH:mm} UTC, the start of this pass's range."));

    private readonly Verdict.LeftBehind _tooLarge = new(
        FailureCodes.RuleTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"Its size is not below {options.SmallerThan} bytes, the end of this pass's range of sizes."));

    private readonly Verdict.LeftBehind _tooSmall = new(
        FailureCodes.RuleTooSmall,
        string.Create(CultureInfo.InvariantCulture, $"Its size is below {options.LargerThan} bytes, the start of this pass's range of sizes."));

    /// <summary>Why an item is not in the range; null where it is, or where a listing does not tell: what has no received time is looked at when it is fetched.</summary>
    public Verdict.LeftBehind? Excludes(SourceItem item) =>
        item.Size >= options.SmallerThan ? _tooLarge
        : item.Size < options.LargerThan ? _tooSmall
        : item.Received is { } received ? Excludes(received)
        : null;

    /// <summary>Why an item of this received time is not in the range; null where it is.</summary>
    public Verdict.LeftBehind? Excludes(DateTimeOffset received) =>
        received >= options.OlderThan ? _tooNew
        : received < options.NewerThan ? _tooOld
        : null;
}
