using System.Net;
using System.Security.Authentication;
using System.Text.Json;
using Turnstone.Cli.Remote.Output;
using Turnstone.Cli.Remote.Sessions;
using Turnstone.Cli.Settings;
using Turnstone.Client;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Remote;

/// <summary>Goes to the server and comes back with an exit status: what went wrong is one sentence, never a stack.</summary>
internal static class RemoteDoor
{
    public static async Task<int> RunAsync(Shell shell, Func<ServerPlace> find, OutputForm form, RemoteWork work, CancellationToken cancellationToken)
    {
        ServerPlace? place = null;
        try
        {
            place = find();
            using var client = place.Open(shell);
            return await work(new RemoteSession(client, PrinterOf(form, shell), shell), cancellationToken);
        }
        catch (Exception e) when (TroubleOf(e, place?.Server) is { } trouble && !cancellationToken.IsCancellationRequested)
        {
            shell.Error.WriteLine(VisibleText.Of(trouble.Message));
            return trouble.Status;
        }
    }

    /// <summary>What is said of an exception; null for one that is a defect of ours.</summary>
    internal static RemoteTrouble? TroubleOf(Exception exception, Uri? server) => exception switch
    {
        RemoteTrouble known => known,
        RefusedException { Status: HttpStatusCode.Unauthorized } refused =>
            new RemoteTrouble(ExitStatus.NotAllowed, $"{SentenceOf(refused)} Sign in anew with turnstone login, or set {ServerPlace.TokenVariable} to a token that holds."),
        RefusedException { Status: HttpStatusCode.Forbidden } refused => new RemoteTrouble(ExitStatus.NotAllowed, SentenceOf(refused)),
        RefusedException { Status: >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest } => new RemoteTrouble(
            ExitStatus.Unreachable, $"{server} sends on to another address. Name that one, and mind whether it begins with https."),
        RefusedException { Status: >= HttpStatusCode.InternalServerError } refused => new RemoteTrouble(ExitStatus.Unreachable, $"{SentenceOf(refused)} ({refused.Code})"),
        RefusedException refused => new RemoteTrouble(ExitStatus.Refused, $"{SentenceOf(refused)} ({refused.Code})"),
        HttpRequestException { InnerException: AuthenticationException } => new RemoteTrouble(
            ExitStatus.Unreachable,
            $"The certificate of {server} is not one this machine believes. Name the server as its certificate does, or have the machine trust the authority that issued it."),
        HttpRequestException or IOException => new RemoteTrouble(
            ExitStatus.Unreachable, $"{server} cannot be reached: {exception.Message.TrimEnd('.')}. Look whether it runs, and whether the address is right."),
        TaskCanceledException { InnerException: TimeoutException } => new RemoteTrouble(ExitStatus.Unreachable, $"{server} did not answer in time. Try again later."),
        JsonException => new RemoteTrouble(ExitStatus.Unreachable, $"What {server} answers is no answer of Turnstone's. Look whether the address is right."),
        _ => null,
    };

    // The fields that are at fault, where the sentence does not name them.
    private static string SentenceOf(RefusedException refused)
    {
        var fields = refused.Fields.SelectMany(field => field.Value.Select(text => $"{field.Key}: {text}")).ToList();
        return fields.Count > 0 && refused.Fields.Values.All(texts => !texts.Contains(refused.Message)) || fields.Count > 1
            ? string.Join(" ", fields)
            : refused.Message;
    }

    private static IRemotePrinter PrinterOf(OutputForm form, Shell shell) => form == OutputForm.Json ? new JsonPrinter(shell) : new TextPrinter(shell);
}
