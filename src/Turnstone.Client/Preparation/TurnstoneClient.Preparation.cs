using Turnstone.Client.Preparation;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>Writes the scripts that prepare the Exchange organisation a project moves to, and says what they do. Nothing is changed or kept.</summary>
    public Task<PreparationInfo> PrepareExchangeAsync(Guid project, PreparationAnswers answers, CancellationToken cancellationToken = default) =>
        ReadAsync<PreparationInfo>(HttpMethod.Get, WithAnswers($"projects/{project}/preparation", answers), null, cancellationToken);

    /// <summary>Writes one of the two as the file that an administrator runs.</summary>
    public Task WritePreparationAsync(Guid project, PreparationScript script, PreparationAnswers answers, Stream output, CancellationToken cancellationToken = default) =>
        CopyAsync(WithAnswers($"projects/{project}/preparation/{Text(script)}", answers), output, cancellationToken);

    private static string WithAnswers(string path, PreparationAnswers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return With(
            path,
            ("account", answers.Account), ("createAccount", answers.CreateAccount), ("access", answers.Access), ("mailboxes", answers.Mailboxes), ("group", answers.Group), ("filter", answers.Filter),
            ("throttling", answers.Throttling), ("ews", answers.Ews), ("messageSize", answers.MessageSize));
    }
}
