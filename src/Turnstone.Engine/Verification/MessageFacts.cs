namespace Turnstone.Engine.Verification;

/// <summary>What a message means, in a form that can be compared.</summary>
internal sealed class MessageFacts
{
    /// <summary>Field names in lower case, each with the meanings of its occurrences in order.</summary>
    public Dictionary<string, List<string>> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>The leaves, in the order of the message. Containers are not among them: Exchange builds its own.</summary>
    public List<PartFacts> Parts { get; } = [];

    /// <summary>Set where the message goes beyond what is read.</summary>
    public bool IsBeyondReach { get; set; }

    /// <summary>What tells this message from its neighbours in one parent.</summary>
    public string Identity => string.Join('\n', ((string[])["message-id", "subject", "date"]).Select(name => Fields.TryGetValue(name, out var values) ? values[0] : ""));

    /// <summary>Adds one occurrence of a field.</summary>
    public void Add(string name, string meaning)
    {
        if (!Fields.TryGetValue(name, out var meanings))
        {
            Fields.Add(name, meanings = []);
        }

        meanings.Add(meaning);
    }
}
