using System.Globalization;
using System.Text;

namespace Turnstone.Preparation.Exchange;

/// <summary>Writes the scripts that prepare an Exchange organisation. Asks nothing of any server.</summary>
public static class ExchangeScripts
{
    /// <summary>
    /// The User-Agent that Exchange sees of us, which its lists of applications go by; a test holds it to what the connector sends.
    /// </summary>
    public const string UserAgent = "Turnstone";

    /// <summary>
    /// Makes both scripts. The same answers make the same texts. What somebody typed stands in them as quoted text alone.
    /// </summary>
    /// <exception cref="ArgumentException">The answers have faults, which <see cref="ExchangeAnswers.Check"/> lists.</exception>
    public static PreparationScripts Make(ExchangeAnswers answers)
    {
        if (answers.Check() is [var fault, ..])
        {
            throw new ArgumentException($"{fault.Answer}: {fault.What} {fault.Remedy}", nameof(answers));
        }

        var forward = new StringBuilder(ScriptHead.Forward(answers)).Append(Values(answers)).Append(Part("Common")).Append(Part("Settings")).Append(Part("Change"));
        foreach (var part in answers.Steps.SelectMany(step => Parts(step, answers.Access)))
        {
            forward.Append(Part(part));
        }

        forward.Append(Part("Finish"));
        var undo = ScriptHead.Undo() + Part("Common") + Part("Settings") + Part("Undo");
        return new PreparationScripts(Dos($"{forward}"), Dos(undo));
    }

    private static IEnumerable<string> Parts(ExchangeStep step, MailboxAccess access) => step switch
    {
        ExchangeStep.Access when access is MailboxAccess.FullAccess => ["Step.FullAccess"],
        ExchangeStep.Access => ["Step.Impersonation"],
        ExchangeStep.Ews when access is not MailboxAccess.FullAccess => ["Step.Ews", "Step.EwsOfMailboxes"],
        _ => [$"Step.{step}"],
    };

    private static string Values(ExchangeAnswers answers)
    {
        var (group, filter) = answers.Access switch
        {
            MailboxAccess.ImpersonateGroup(var name) => (name, ""),
            MailboxAccess.ImpersonateFiltered(var text) => ("", text),
            MailboxAccess.FullAccess or MailboxAccess.ImpersonateEveryone => ("", ""),
            _ => throw new InvalidOperationException("A way of access that does not exist."),
        };
        var values = new StringBuilder("\n# What was answered.\n");
        Set("AccountAddress", answers.Account);
        values.Append(CultureInfo.InvariantCulture, $"$CreateAccount = ${(answers.CreatesAccount ? "true" : "false")}\n");
        Set("AccountName", answers.AccountName);
        Set("AccountDatabase", answers.Database ?? "");
        Set("AccountUnit", answers.OrganizationalUnit ?? "");
        Set("ThrottlingPolicy", answers.Name);
        Set("ImpersonationName", answers.Name);
        Set("ImpersonationGroup", group);
        Set("ImpersonationFilter", filter);
        Set("UserAgent", UserAgent);
        values.Append(CultureInfo.InvariantCulture, $"$MessageSize = [int64] {answers.MessageSize ?? 0}\n");
        values.Append(CultureInfo.InvariantCulture, $"$AllMailboxes = ${(answers.Mailboxes is null ? "true" : "false")}\n");
        values.Append("$Mailboxes = @(\n");
        values.AppendJoin(",\n", (answers.Mailboxes ?? []).Distinct(StringComparer.OrdinalIgnoreCase).Select(address => $"    {PowerShellText.Of(address)}"));
        return values.Append(answers.Mailboxes is null ? ")\n" : "\n)\n").ToString();

        void Set(string name, string text) => values.Append(CultureInfo.InvariantCulture, $"${name} = {PowerShellText.Of(text)}\n");
    }

    private static string Part(string name)
    {
        using var stream = typeof(ExchangeScripts).Assembly.GetManifestResourceStream($"Script.{name}")
            ?? throw new InvalidOperationException($"There is no part {name} of the scripts.");
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return reader.ReadToEnd();
    }

    private static string Dos(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
}
