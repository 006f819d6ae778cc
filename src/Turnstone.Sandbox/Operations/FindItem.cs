using Turnstone.Sandbox.Search;
using Turnstone.Sandbox.Soap;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Operations;

internal static class FindItem
{
    public static ValueTask RunAsync(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken)
    {
        return answer.EachAsync("FindItem", request.Required("ParentFolderIds").Children, null, id =>
        {
            var shape = Shape.ParseItem(request.Child("ItemShape"), ShapeUse.Find);
            var page = PageView.Parse(request);
            var (mailbox, folder) = context.Folder(id);
            var found = Search(mailbox, folder, request);
            var (rows, next, isLast) = page.Apply(found);
            var writer = answer.Writer;
            writer.Start("m:RootFolder");
            page.WriteAttributes(writer, next, found.Length, isLast);
            writer.Start("t:Items");
            foreach (var item in rows)
            {
                new ItemWriter(writer, mailbox, item, shape).Write();
            }

            writer.End("t:Items");
            writer.End("m:RootFolder");
            return ValueTask.CompletedTask;
        }, cancellationToken);
    }

    private static Item[] Search(Mailbox mailbox, Folder folder, SoapElement request)
    {
        var restriction = RestrictionParser.Parse(request.Child("Restriction"));
        var order = SortOrder.Parse(request.Child("SortOrder"));
        var isAssociated = request.Attribute("Traversal") switch
        {
            "Associated" => true,
            "SoftDeleted" => (bool?)null,
            _ => false,
        };
        var found = mailbox.Items(folder.Id)
            .Where(item => item.IsAssociated == isAssociated)
            .Where(item => restriction is null || restriction.Matches(ItemReader.For(mailbox, item)));

        // Newest first when nothing is asked: what the message table of a new view does. Assumption.
        return order.IsEmpty
            ? [.. found.OrderByDescending(item => item.Received).ThenByDescending(item => item.Id)]
            : order.Sort(found, item => ItemReader.For(mailbox, item));
    }
}
