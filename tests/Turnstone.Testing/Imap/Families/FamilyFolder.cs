namespace Turnstone.Testing.Imap.Families;

/// <summary>A folder on a <see cref="FamilyServer"/>.</summary>
/// <param name="Name">Its name as LIST gives it.</param>
/// <param name="Attributes">Its attributes, such as <c>\HasNoChildren \Sent</c>.</param>
public sealed record FamilyFolder(string Name, string Attributes = @"\HasNoChildren")
{
    private readonly List<FamilyMessage> _messages = [];

    public uint UidValidity { get; set; } = 7;

    public uint NextUid { get; private set; } = 1;

    public bool IsSelectable => !Attributes.Contains(@"\Noselect", StringComparison.OrdinalIgnoreCase);

    /// <summary>The messages by sequence number; sequence numbers begin with one.</summary>
    public IReadOnlyList<FamilyMessage> Messages
    {
        get
        {
            lock (_messages)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>Appends a message; UIDs may be left out before it.</summary>
    public FamilyFolder Add(SeedMessage seed, uint skipUids = 0)
    {
        lock (_messages)
        {
            var uid = NextUid + skipUids;
            NextUid = uid + 1;
            _messages.Add(new FamilyMessage(uid, seed));
            return this;
        }
    }

    /// <summary>Removes a message; gives the sequence number it had, or zero.</summary>
    public int Expunge(uint uid)
    {
        lock (_messages)
        {
            var index = _messages.FindIndex(message => message.Uid == uid);
            if (index >= 0)
            {
                _messages.RemoveAt(index);
            }

            return index + 1;
        }
    }
}
