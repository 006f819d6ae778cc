using Fluid.Ast;

namespace Turnstone.Server.Notices;

/// <summary>Walks a template and keeps the first thing that may not stand in it.</summary>
internal sealed class NoticeLanguageCheck(IReadOnlyList<string> names) : AstVisitor
{
    private static readonly string[] Filters = ["capitalize", "default", "downcase", "upcase"];

    /// <summary>The first fault: a word it is about, and what is wrong; null where there is none.</summary>
    public (string Word, string Message)? Fault { get; private set; }

    public override Statement Visit(Statement statement)
    {
        switch (statement)
        {
            case null or TextSpanStatement or OutputStatement or IfStatement or ElseIfStatement or ElseStatement or UnlessStatement or CommentStatement or RawStatement or NoOpStatement:
                return base.Visit(statement);
            default:
                var tag = WordOf(statement);
                Add(tag, $"\"{tag}\" cannot be used here. Of Liquid's tags there are if, elsif, else, unless, comment and raw.");
                return statement;
        }
    }

    public override Expression Visit(Expression expression)
    {
        switch (expression)
        {
            case null or LiteralExpression or MemberExpression or FilterExpression or BinaryExpression:
                return base.Visit(expression);
            default:
                Add("", "only values by name, texts and numbers can be used here.");
                return expression;
        }
    }

    protected override Expression VisitMemberExpression(MemberExpression memberExpression)
    {
        if (memberExpression.Segments is [IdentifierSegment { Identifier: var name }])
        {
            if (!names.Contains(name) && name is not ("blank" or "empty"))
            {
                Add(name, $"there is no value \"{name}\". Those of this notice are {string.Join(", ", names)}.");
            }
        }
        else
        {
            Add((memberExpression.Segments[0] as IdentifierSegment)?.Identifier ?? "", $"values have no parts. Those of this notice are {string.Join(", ", names)}.");
        }

        return memberExpression;
    }

    protected override Expression VisitFilterExpression(FilterExpression filterExpression)
    {
        // What stands before it first: faults are told in the order in which they are read.
        base.VisitFilterExpression(filterExpression);
        if (!Filters.Contains(filterExpression.Name))
        {
            Add(filterExpression.Name, $"there is no filter \"{filterExpression.Name}\". There are {string.Join(", ", Filters)}.");
        }

        return filterExpression;
    }

    private static string WordOf(Statement statement) => statement.GetType().Name.Replace("Statement", "", StringComparison.Ordinal).ToLowerInvariant();

    private void Add(string word, string message) => Fault ??= (word, message);
}
