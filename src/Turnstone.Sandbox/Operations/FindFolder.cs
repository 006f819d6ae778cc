using Turnstone.Sandbox.Search;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Operations;

internal static class FindFolder
{
    public static ValueTask RunAsync(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken)
    {
        var shape = Shape.ParseFolder(request.Child("FolderShape"));
        var restriction = RestrictionParser.Parse(request.Child("Restriction"));
        var page = PageView.Parse(request);
        var isDeep = request.Attribute("Traversal") == "Deep";
        var isSoftDeleted = request.Attribute("Traversal") == "SoftDeleted";
        return answer.EachAsync("FindFolder", request.Required("ParentFolderIds").Children, null, id =>
        {
            var (mailbox, parent) = context.Folder(id);
            var found = isSoftDeleted ? [] : mailbox.Children(parent.Id, isDeep)
                .Select(mailbox.View)
                .Where(view => restriction is null || restriction.Matches(FolderReader.For(mailbox, view)))
                .ToArray();
            var (rows, next, isLast) = page.Apply(found);
            var writer = answer.Writer;
            writer.Start("m:RootFolder");
            page.WriteAttributes(writer, next, found.Length, isLast);
            writer.Start("t:Folders");
            foreach (var view in rows)
            {
                FolderWriter.Write(writer, mailbox, view, shape);
            }

            writer.End("t:Folders");
            writer.End("m:RootFolder");
            return ValueTask.CompletedTask;
        }, cancellationToken);
    }
}
