namespace Turnstone.Cli.Users;

/// <summary>Logins as servers' own commands print them: the first word of each line (<c>doveadm user '*'</c>, <c>zmprov -l gaa</c>, <c>authenumerate</c>).</summary>
internal static class LoginList
{
    private const int LongestLogin = 254;

    /// <summary>Reads to the end, or to the most that are taken.</summary>
    /// <param name="text">The list.</param>
    /// <param name="most">How many logins to take.</param>
    /// <exception cref="FormatException">A line is no login; the text says which.</exception>
    public static IReadOnlyList<string> Read(TextReader text, int most)
    {
        List<string> logins = [];
        for (var number = 1; text.ReadLine() is { } line && logins.Count < most; number++)
        {
            var login = line.Split('\t', ',', ';')[0].Trim().Trim('"');
            if (login.Length == 0 || login[0] == '#')
            {
                continue;
            }

            // What holds a blank is a heading or an error message of the command that made the list.
            if (login.Length > LongestLogin || login.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            {
                throw new FormatException($"Line {number} is no login.");
            }

            logins.Add(login);
        }

        return logins;
    }
}
