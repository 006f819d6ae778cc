namespace Turnstone.Sandbox.SampleMail;

/// <summary>A person's mailbox: parents stand before their children in <see cref="Folders"/>.</summary>
public sealed record SampleMailbox(SamplePerson Owner, IReadOnlyList<SampleFolder> Folders)
{
    /// <summary>The address, which is the sign-in name too.</summary>
    public string Address => Owner.Address;

    /// <summary>All messages of all folders.</summary>
    public int Count => Folders.Sum(folder => folder.Count);
}
