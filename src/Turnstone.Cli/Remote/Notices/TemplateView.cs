using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Notices;

namespace Turnstone.Cli.Remote.Notices;

internal static class TemplateView
{
    public static View<NoticeTemplateInfo> Of { get; } = new(
        new("Kind", template => Shown.Word(template.Kind)),
        new("Words", template => template.IsOwn ? "the project's" : "the house's"),
        new("Subject", template => template.Subject),
        new("Body", template => template.Body, InLists: false),
        new("Names", template => string.Join(", ", template.Names), InLists: false));
}
