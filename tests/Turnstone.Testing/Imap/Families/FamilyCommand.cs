namespace Turnstone.Testing.Imap.Families;

/// <summary>A command as a <see cref="FamilyServer"/> reads it.</summary>
/// <param name="Verb">Its name, <c>UID FETCH</c> in one.</param>
/// <param name="Arguments">What follows the name.</param>
/// <param name="Number">How many of this name the server has got, this one included.</param>
/// <param name="Connection">Over which connection, counted from one.</param>
public sealed record FamilyCommand(string Verb, string Arguments, int Number, int Connection)
{
    /// <summary>Whether it asks for messages rather than about them.</summary>
    public bool ReadsContent => Verb == "UID FETCH" && Arguments.Contains("BODY", StringComparison.Ordinal);
}
