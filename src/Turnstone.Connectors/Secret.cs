using System.Text;

namespace Turnstone.Connectors;

/// <summary>A password or token that never prints itself: it reaches a log only where somebody calls <see cref="Reveal"/> on purpose.</summary>
public sealed class Secret
{
    private readonly string _value;

    public Secret(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>The secret itself, to hand to a sign-in.</summary>
    public string Reveal() => _value;

    /// <summary>A text of somebody else's without the secret: a server may repeat what it was sent, plain or as the base64 it came in.</summary>
    public string HideIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_value.Length == 0)
        {
            return text;
        }

        foreach (var encoded in Encoded())
        {
            text = text.Replace(encoded, ToString(), StringComparison.Ordinal);
        }

        return text.Replace(_value, ToString(), StringComparison.Ordinal);
    }

    /// <summary>Always the same dots.</summary>
    public override string ToString() => "•••";

    /// <summary>What is the secret's alone within base64, at each of the three places it may begin at in a group; what a few bytes come to would be met by chance.</summary>
    private IEnumerable<string> Encoded()
    {
        var bytes = Encoding.UTF8.GetBytes(_value);
        for (var before = 0; before < 3 && bytes.Length > 3; before++)
        {
            var (first, end) = (((before * 8) + 5) / 6, (before + bytes.Length) * 8 / 6);
            yield return Convert.ToBase64String([.. new byte[before], .. bytes])[first..end];
        }
    }
}
