using System.Globalization;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Operations;

/// <summary>Finds mailboxes of this server by address or alias. The texts are those of Microsoft's examples ([D] resolvenames-operation).</summary>
internal static class ResolveNames
{
    public static ValueTask RunAsync(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken) =>
        answer.EachAsync("ResolveNames", [request.Required("UnresolvedEntry")], null, entry =>
        {
            var wanted = entry.Text.Trim();
            wanted = wanted.StartsWith("smtp:", StringComparison.OrdinalIgnoreCase) ? wanted[5..] : wanted;
            var found = context.Mailboxes.Addresses
                .Where(address => wanted.Length > 0 && (address.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) || address.Equals(wanted, StringComparison.OrdinalIgnoreCase)))
                .Take(100)
                .ToArray();
            if (found.Length == 0)
            {
                throw new EwsError("ErrorNameResolutionNoResults", "No results were found.");
            }

            var writer = answer.Writer;
            writer.Start("m:ResolutionSet");
            writer.Attribute("TotalItemsInView", found.Length.ToString(CultureInfo.InvariantCulture));
            writer.Attribute("IncludesLastItemInRange", "true");
            foreach (var address in found)
            {
                writer.Start("t:Resolution");
                writer.Start("t:Mailbox");
                writer.Element("t:Name", address.Split('@')[0]);
                writer.Element("t:EmailAddress", address);
                writer.Element("t:RoutingType", "SMTP");
                writer.Element("t:MailboxType", "Mailbox");
                writer.End("t:Mailbox");
                writer.End("t:Resolution");
            }

            writer.End("m:ResolutionSet");
            return ValueTask.CompletedTask;
        }, cancellationToken);
}
