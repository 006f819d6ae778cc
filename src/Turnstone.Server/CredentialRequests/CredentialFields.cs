using Turnstone.Server.Components.Fields;
using Turnstone.Storage.Mailboxes;

namespace Turnstone.Server.CredentialRequests;

/// <summary>The form's fields, and what can be wrong with what stands in them.</summary>
internal static class CredentialFields
{
    public const string Code = "code";
    public const string SourceLogin = "source-login";
    public const string SourcePassword = "source-password";
    public const string DestinationLogin = "destination-login";
    public const string DestinationPassword = "destination-password";
    public const int LongestPassword = 1000;

    /// <summary>What was left blank, or is too long to be what was asked for.</summary>
    public static FormFaults FaultsOf(CredentialAsk ask, CredentialEntry source, CredentialEntry destination)
    {
        var faults = new Dictionary<string, string>();
        if (ask.Source is not null)
        {
            Check(faults, SourceLogin, SourcePassword, source);
        }

        if (ask.Destination is not null)
        {
            Check(faults, DestinationLogin, DestinationPassword, destination);
        }

        return FormFaults.At(faults);
    }

    /// <summary>What a server did not accept. Which of the two is wrong no server says; the password is what people mistype.</summary>
    public static FormFaults FaultsOf(CredentialOutcome.NotAccepted refused)
    {
        var faults = new Dictionary<string, string>();
        var left = $"You can try {(refused.Ask.TriesLeft == 1 ? "once more" : $"{refused.Ask.TriesLeft} more times")}.";
        if (refused.AtSource)
        {
            faults[SourcePassword] = $"The server of your present mailbox did not accept this user name and password. {left}";
        }

        if (refused.AtDestination)
        {
            faults[DestinationPassword] = $"The server of your new mailbox did not accept this user name and password. {left}";
        }

        return FormFaults.At(faults);
    }

    private static void Check(Dictionary<string, string> faults, string login, string password, CredentialEntry entry)
    {
        Check(faults, login, entry.Login, Mailbox.LongestLogin);
        Check(faults, password, entry.Password.Reveal(), LongestPassword);
    }

    private static void Check(Dictionary<string, string> faults, string field, string text, int longest)
    {
        if (text.Length == 0 || text.Length > longest)
        {
            faults[field] = text.Length == 0 ? FormFaults.Blank : $"At most {longest} characters.";
        }
    }
}
