namespace Turnstone.EndToEnd.Migration;

/// <summary>How a run of the executable ended, and all it said on both outputs.</summary>
internal sealed record ProgramResult(int Status, string Output, string StandardOutput);
