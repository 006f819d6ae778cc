namespace Turnstone.Testing.Imap.Families;

/// <summary>A message on a <see cref="FamilyServer"/>.</summary>
/// <param name="Uid">Its UID.</param>
/// <param name="Seed">Its bytes and state.</param>
public sealed record FamilyMessage(uint Uid, SeedMessage Seed)
{
    /// <summary>Whether somebody reading it set <c>\Seen</c>: servers that make nothing of PEEK.</summary>
    public bool IsSeen { get; set; }

    /// <summary>How often its content was asked for.</summary>
    public int Asked { get; set; }
}
