using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Client.Coupons;

namespace Turnstone.Cli.Remote.Coupons;

/// <summary><c>turnstone licence coupon make</c>: the code goes to standard output, once.</summary>
internal sealed class CouponMakeCommand : RemoteCommand
{
    private readonly Argument<string?> _label;
    private readonly Option<string?> _pack;
    private readonly Option<string?> _count;

    public CouponMakeCommand()
        : base("make", "Turns unused licences into a coupon for another workgroup, and writes its code to standard output, alone and this once.")
    {
        _label = AddWord("label", "What you call it.");
        _pack = Add("--pack", "id", "The pack they are taken from, as turnstone licence status shows it.");
        _count = Add("--count", "n", "How many. Default 1.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var draft = new CouponDraft
        {
            Label = parsed.Word(_label, "Write what you call it.", findings),
            PackId = PackOf(parsed, findings),
            Count = parsed.Number(_count, 1, 100_000, 1, findings),
        };
        return async (session, cancellationToken) =>
        {
            var made = await session.Client.MakeCouponAsync(draft, cancellationToken);
            return session.Tell(made, made.Code);
        };
    }

    private Guid PackOf(ParseResult parsed, Findings findings)
    {
        const string Remedy = "Write the id of a pack, as turnstone licence status shows it.";
        if (parsed.Required(_pack, Remedy, findings) is { } text && !Guid.TryParseExact(text, "D", out _))
        {
            findings.Refuse(_pack.Name, $"\"{text}\" is no id.", Remedy);
        }

        return Guid.TryParseExact(parsed.Text(_pack), "D", out var pack) ? pack : Guid.Empty;
    }
}
