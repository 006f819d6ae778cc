using System.Globalization;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Planning;

/// <summary>
/// A rule <c>a@x->b@y</c> for one address or <c>@x->@y</c> for every address of a domain (its subdomains are others). Case is ignored;
/// an international domain counts in either of its spellings and is written in the one that headers take.
/// </summary>
public sealed record RecipientMapping
{
    private static readonly IdnMapping Idn = new();

    private RecipientMapping(string from, string to) => (From, To) = (from, to);

    /// <summary>What is looked for, in lower case: an address, or a domain with its <c>@</c>.</summary>
    public string From { get; }

    /// <summary>What is written instead: an address where <see cref="From"/> is one, else a domain with its <c>@</c>.</summary>
    public string To { get; }

    /// <summary>Whether it maps a whole domain.</summary>
    public bool IsDomain => From[0] == '@';

    /// <summary>Reads <c>a@x->b@y</c> or <c>@x->@y</c>.</summary>
    /// <exception cref="FormatException">It is neither; the message says what is wrong.</exception>
    public static RecipientMapping Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Split("->") is not [var left, var right])
        {
            throw new FormatException($"The recipient mapping \"{text}\" has not one \"->\" between two addresses or two domains.");
        }

        var (from, to) = (Read(left.Trim()), Read(right.Trim()));
        if ((from[0] == '@') != (to[0] == '@'))
        {
            throw new FormatException($"The recipient mapping \"{text}\" maps an address to a domain, or a domain to an address.");
        }

        return new RecipientMapping(from.ToLowerInvariant(), to);
    }

    /// <summary>Whether both are about the same address or domain.</summary>
    public bool MapsTheSameAs(RecipientMapping other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return From == other.From;
    }

    /// <summary>A domain as it is compared: lower case, ASCII.</summary>
    internal static string FoldDomain(string domain) => ToAscii(domain).ToLowerInvariant();

    // The local part is written between header fields as it stands, so only what needs no quoting is taken (RFC 5322 section 3.2.3).
    private static string Read(string text)
    {
        var at = text.LastIndexOf('@');
        var (local, domain) = at < 0 ? ("", "") : (text[..at], text[(at + 1)..]);
        if (!(local.Length == 0 || IsDotAtom(local)) || !SmtpAddress.TryParse("x@" + domain, out _) || !IsDotAtom(ToAscii(domain)))
        {
            throw new FormatException($"\"{text}\" is neither an address such as a@old.example nor a domain such as @old.example.");
        }

        return $"{local}@{ToAscii(domain)}";
    }

    private static bool IsDotAtom(string text) =>
        text.Split('.').All(atom => atom.Length > 0 && atom.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal)));

    private static string ToAscii(string domain)
    {
        if (domain.All(char.IsAscii))
        {
            return domain;
        }

        try
        {
            return Idn.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            return domain;
        }
    }
}
