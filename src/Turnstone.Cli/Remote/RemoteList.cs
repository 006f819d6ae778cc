using System.CommandLine;
using System.Net;
using Turnstone.Cli.Output;
using Turnstone.Cli.Settings;
using Turnstone.Client;
using Turnstone.Client.Mailboxes;

namespace Turnstone.Cli.Remote;

/// <summary>A list that is sent to a server, which takes all of it or tells every fault with row and column.</summary>
internal sealed class RemoteList
{
    private readonly string _name;
    private readonly byte[] _content;

    private RemoteList(string name, byte[] content) => (_name, _content) = (name, content);

    /// <summary>Reads the file that was named; a fault where it cannot be.</summary>
    public static RemoteList Read(ParseResult parsed, Argument<string?> file, string remedy, Findings findings)
    {
        var path = parsed.Word(file, remedy, findings);
        return new RemoteList(Path.GetFileName(path), path.Length == 0 ? [] : BytesOf(path, $"<{file.Name}>", findings));
    }

    /// <summary>Sends it and shows what is wrong with it.</summary>
    /// <param name="session">Where to.</param>
    /// <param name="send">Sends it; the stream is disposed here.</param>
    /// <param name="told">What the answer holds against the list, and remarks.</param>
    /// <param name="sentence">What was done, for people.</param>
    public async Task<int> SendAsync<T>(
        RemoteSession session, Func<Stream, Task<T>> send, Func<T, (IReadOnlyList<ListFaultInfo> Faults, IReadOnlyList<string> Remarks)> told, Func<T, string> sentence)
    {
        try
        {
            using var stream = new MemoryStream(_content, writable: false);
            var found = await send(stream);
            var (faults, remarks) = told(found);
            FindingsPrinter.Print(FindingsOf(faults, remarks), session.Shell);
            session.Tell(found, sentence(found));
            return faults.Count == 0 ? ExitStatus.Fine : ExitStatus.WrongUse;
        }
        catch (RefusedException e) when (e is { Status: HttpStatusCode.BadRequest, Faults.Count: > 0 })
        {
            FindingsPrinter.Print(FindingsOf(e.Faults, []), session.Shell);
            return ExitStatus.WrongUse;
        }
    }

    private Findings FindingsOf(IReadOnlyList<ListFaultInfo> faults, IReadOnlyList<string> remarks)
    {
        var findings = new Findings();
        foreach (var fault in faults)
        {
            findings.Refuse($"{new CsvPlace(_name, fault.Row, fault.Column)}", fault.Message, fault.Remedy);
        }

        foreach (var remark in remarks)
        {
            findings.Remark(remark);
        }

        return findings;
    }

    private static byte[] BytesOf(string file, string where, Findings findings)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            findings.Refuse(where, $"{file} cannot be read: {FileTrouble.Say(e)}.", "Name a readable CSV file.");
            return [];
        }
    }
}
