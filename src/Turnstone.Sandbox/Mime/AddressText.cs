namespace Turnstone.Sandbox.Mime;

/// <summary>One address as a header shows it. A name without an address is an empty group: the only form that parses.</summary>
internal static class AddressText
{
    public static string Of(StoredAddress address)
    {
        string mailbox = new([.. address.Address.Where(c => !char.IsControl(c))]);
        return (address.Name.Length, mailbox.Length) switch
        {
            (_, 0) => Phrase(address.Name) + ":;",
            (0, _) => "<" + mailbox + ">",
            _ => Phrase(address.Name) + " <" + mailbox + ">",
        };
    }

    private static string Phrase(string name)
    {
        if (!EncodedWords.IsPlain(name) || name.Contains("=?", StringComparison.Ordinal))
        {
            return EncodedWords.Encode(name).Replace(" ", "\r\n\t", StringComparison.Ordinal);
        }

        return name.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_' or '\'')
            ? name
            : '"' + name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';
    }
}
