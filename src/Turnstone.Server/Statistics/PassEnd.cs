using Turnstone.Engine.Planning;
using Turnstone.Storage.Passes;

namespace Turnstone.Server.Statistics;

/// <summary>What one pass came to.</summary>
internal sealed record PassEnd(
    PassKind Kind, PassState State, int Folders, int FolderErrors, long Copied, long AlreadyThere, long Skipped, long Errors, long ErrorBytes, string? Failure, string? Remedy);
