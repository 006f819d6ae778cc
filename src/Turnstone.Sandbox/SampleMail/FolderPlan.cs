namespace Turnstone.Sandbox.SampleMail;

/// <summary>A folder before its messages: its share of the mailbox's mail, and what its mail is like.</summary>
internal sealed record FolderPlan(string Path, int Share, FolderCharacter Character = FolderCharacter.Filed)
{
    /// <summary>See <see cref="SampleFolder.SpecialUse"/>.</summary>
    public string? SpecialUse => Path is "Sent" or "Drafts" or "Trash" or "Junk" ? Path : null;
}
