using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Settings;
using Turnstone.Client.Coupons;

namespace Turnstone.Cli.Remote.Coupons;

/// <summary>Does something with codes of coupons. Whoever has a code may take the licences, so it comes from a file or the environment, never from the command line.</summary>
internal abstract class CouponCodesCommand : RemoteCommand
{
    private const string Variable = "TURNSTONE_COUPONS";

    private readonly Option<string?> _file;

    protected CouponCodesCommand(string name, string description)
        : base(name, description) => _file = Add("--codes-file", "file", $"A file with the codes, blanks or lines between; else {Variable}.");

    /// <summary>Does it.</summary>
    protected abstract Task<int> DoAsync(RemoteSession session, CouponCodes codes, CancellationToken cancellationToken);

    protected sealed override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var text = (parsed.Text(_file) is { } file ? SecretFile.ReadText(_file.Name, file, "codes", findings) : shell.Environment(Variable))?.Trim() ?? "";
        if (text.Length == 0 && findings.AreClean)
        {
            findings.Refuse(_file.Name, "There is no code.", $"Name a file with the codes, or set {Variable}.");
        }

        var codes = new CouponCodes { Codes = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) };
        return (session, cancellationToken) => DoAsync(session, codes, cancellationToken);
    }
}
