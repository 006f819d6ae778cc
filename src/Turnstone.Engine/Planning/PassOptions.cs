using System.Text.RegularExpressions;
using Turnstone.Engine.Planning.Support;
using Turnstone.Engine.Reporting;

namespace Turnstone.Engine.Planning;

/// <summary>Everything an operator can ask of a pass over one mailbox.</summary>
public sealed record PassOptions
{
    /// <summary>The kind of pass; default <see cref="PassKind.Full"/>.</summary>
    public PassKind Kind { get; init; } = PassKind.Full;

    /// <summary>Only items received before this moment (UTC, exclusive); null for no bound. Required for a pre-stage.</summary>
    public DateTimeOffset? OlderThan { get; init; }

    /// <summary>Only items received at or after this moment (UTC); null for no bound.</summary>
    public DateTimeOffset? NewerThan { get; init; }

    /// <summary>Only items of at least so many bytes by the source's word; null for no bound.</summary>
    public long? LargerThan { get; init; }

    /// <summary>Only items of fewer bytes than this by the source's word; null for no bound.</summary>
    public long? SmallerThan { get; init; }

    /// <summary>Leaves out the folders whose path it matches; null for none. Built by <see cref="FolderFilter.Parse"/>.</summary>
    public Regex? FolderFilter { get; init; }

    /// <summary>Renames and moves folders, in the order given.</summary>
    public IReadOnlyList<FolderMapping> FolderMappings { get; init; } = [];

    /// <summary>Rewrites addresses in the heads of messages; default none.</summary>
    public IReadOnlyList<RecipientMapping> RecipientMappings { get; init; } = [];

    /// <summary>What becomes of keywords; default the policy without an operator's table.</summary>
    public KeywordPolicy Keywords { get; init; } = KeywordPolicy.Default;

    /// <summary>Longest name of a folder at the destination, in UTF-16 units; longer ones are shortened. Default and most: what Exchange takes.</summary>
    public int LongestFolderName { get; init; } = FolderNames.LongestName;

    /// <summary>Most folders to copy of a mailbox; one that has more is failed before anything moves. Null for no limit.</summary>
    public int? FolderLimit { get; init; }

    /// <summary>Item errors after which the pass is failed; default 1000.</summary>
    public int MaxErrors { get; init; } = 1000;

    /// <summary>A trial's items a folder; default 10.</summary>
    public int TrialItemsPerFolder { get; init; } = 10;

    /// <summary>A trial's bytes in all; default 5 MB (5,000,000).</summary>
    public long TrialBytes { get; init; } = 5_000_000;

    /// <summary>How much is compared with the source when all is delivered; default <see cref="VerificationMode.Sample"/>. A verification of credentials and a dry run compare nothing.</summary>
    public VerificationMode Verification { get; init; } = VerificationMode.Sample;

    /// <summary>
    /// Brings over what changed at the source of the state (flags, categories) of items delivered by earlier passes, where nobody has changed it
    /// at the destination; a full pass alone does so. Default no.
    /// </summary>
    public bool RefreshFlags { get; init; }

    /// <summary>Plan only: nothing is written at the destination.</summary>
    public bool DryRun { get; init; }

    /// <summary>These options and what support options ask for.</summary>
    public PassOptions With(SupportOptions support)
    {
        ArgumentNullException.ThrowIfNull(support);
        return this with
        {
            FolderMappings = support.FolderMappings,
            RecipientMappings = support.RecipientMappings,
            LongestFolderName = support.LongestFolderName ?? LongestFolderName,
            FolderLimit = support.FolderLimit,
        };
    }
}
