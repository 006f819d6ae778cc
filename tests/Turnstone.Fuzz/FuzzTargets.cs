using Turnstone.Fuzz.Targets;

namespace Turnstone.Fuzz;

/// <summary>Every reader of what servers, files and people may send.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new ImapAnswerTarget(),
        new ImapInputTarget(),
        new ImapListTarget(),
        new ImapFetchTarget(),
        new FolderNameTarget(),
        new EwsAnswerTarget(),
        new EwsContentTarget(),
        new AutodiscoverTarget(),
        new SandboxRequestTarget(),
        new MessageTarget(),
        new RecipientTarget(),
        new DateTarget(),
        new KeyTarget(),
        new SettledListTarget(),
        new MailboxListTarget(),
        new SupportOptionsTarget(),
        new EndpointTarget(),
        new KeyFileTarget(),
        new WebConfigTarget(),
    ];
}
