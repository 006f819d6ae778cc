using System.Text.Json;
using static Turnstone.Sandbox.Faults.FaultAction;

namespace Turnstone.Sandbox.Faults;

/// <summary>Reads one rule of a faults file.</summary>
internal static class FaultReader
{
    private const FaultPlace Ews = FaultPlace.Exchange | FaultPlace.EwsProxy;
    private const FaultPlace Proxies = FaultPlace.EwsProxy | FaultPlace.ImapProxy;
    private const FaultPlace All = Ews | Proxies;

    private static readonly Dictionary<string, (FaultPlace Place, Func<JsonElement, FaultAction> Read)> Actions = new()
    {
        ["dropReplyAfterCommit"] = (All, value => new DropReplyAfterCommit(EndingOf(value))),
        ["dropBeforeProcessing"] = (All, value => new DropBeforeProcessing(EndingOf(value))),
        ["cutRequest"] = (FaultPlace.EwsProxy, value => new CutRequest(value.GetInt32())),
        ["stallRequest"] = (Proxies, _ => new StallRequest()),
        ["stallReply"] = (Proxies, value => new StallReply(value.GetInt32())),
        ["trickle"] = (Proxies, value => new Trickle(Math.Max(1, Number(value, "bytes")), TimeSpan.FromMilliseconds(Number(value, "everyMs")))),
        ["truncateReply"] = (All, value => new TruncateReply(value.GetInt32())),
        ["delay"] = (All, value => new Delay(TimeSpan.FromMilliseconds(value.GetInt32()))),
        ["changeCertificate"] = (Proxies, _ => new ChangeCertificate()),
        ["serverBusy"] = (Ews, value => new ServerBusy(
            Optional(value, "backOffMs") is { } wait ? TimeSpan.FromMilliseconds(wait.GetInt32()) : null, Optional(value, "asStatus")?.GetInt32() ?? 500)),
        ["http503"] = (Ews, _ => new Http503()),
        ["httpStatus"] = (FaultPlace.EwsProxy, value => value.ValueKind == JsonValueKind.Number
            ? new HttpStatus(value.GetInt32(), AfterCommit: false)
            : new HttpStatus(Number(value, "status"), IsAfterCommit(value))),
        ["loginPage"] = (Ews, _ => new LoginPage()),
        ["internalServerError"] = (Ews, _ => new InternalServerError()),
        ["fault"] = (FaultPlace.EwsProxy, value => new Fault(Word(value, "code"), IsAfterCommit(value))),
        ["batchStopAt"] = (Ews, value => new BatchStopAt(value.GetInt32())),
        ["itemError"] = (FaultPlace.EwsProxy, value => new ItemError(Optional(value, "item")?.GetInt32() ?? 0, Word(value, "code"), IsAfterCommit(value))),
        ["refuseItem"] = (FaultPlace.Exchange, value => new RefuseItem(value.GetString() ?? throw new FormatException("the response code is missing."))),
        ["shortByOne"] = (Ews, _ => new ShortByOne()),
        ["reverseReplies"] = (FaultPlace.EwsProxy, _ => new ReverseReplies()),
        ["truncateXml"] = (FaultPlace.EwsProxy, value => new TruncateXml(value.GetInt32())),
        ["doubleReply"] = (FaultPlace.EwsProxy, _ => new DoubleReply()),
        ["byeInLiteral"] = (FaultPlace.ImapProxy, value => new ByeInLiteral(value.GetInt32())),
        ["shortLiteral"] = (FaultPlace.ImapProxy, value => new ShortLiteral(value.GetInt32())),
        ["refuseMessage"] = (FaultPlace.ImapProxy, value => new RefuseMessage(Optional(value, "uid")?.GetUInt32(), Optional(value, "at")?.GetInt32() ?? 1)),
        ["changeUidValidity"] = (FaultPlace.ImapProxy, _ => new ChangeUidValidity()),
        ["folderGone"] = (FaultPlace.ImapProxy, value => new FolderGone(value.GetString()!)),
        ["folderRenamed"] = (FaultPlace.ImapProxy, value => new FolderRenamed(Word(value, "from"), Word(value, "to"))),
    };

    /// <exception cref="FormatException">It is no rule for this place.</exception>
    public static FaultRule Read(JsonElement rule, int index, FaultPlace place, int seed)
    {
        var occasion = new FaultOccasion();
        var operation = "*";

        // Two rules that draw the same numbers would strike together, and the first would hide the second.
        seed += index;
        FaultAction? action = null;
        foreach (var property in rule.EnumerateObject())
        {
            var value = property.Value;
            switch (property.Name)
            {
                case "operation":
                    operation = value.GetString()!;
                    break;
                case "nth":
                    occasion = occasion with { Nth = value.GetInt32() };
                    break;
                case "every":
                    occasion = occasion with { Every = Math.Max(1, value.GetInt32()) };
                    break;
                case "from":
                    occasion = occasion with { From = value.GetInt32() };
                    break;
                case "probability":
                    occasion = occasion with { Probability = value.GetDouble() };
                    break;
                case "mime":
                    occasion = occasion with { Mime = ReadMime(value, index, place) };
                    break;
                case "times":
                    occasion = occasion with { Times = value.GetInt32() };
                    break;
                case "seed":
                    seed = value.GetInt32();
                    break;
                default:
                    action = action is null ? ReadAction(property, index, place) : throw new FormatException($"Rule {index} of the faults file names more than one action.");
                    break;
            }
        }

        return action is not null && occasion.IsSet
            ? new FaultRule(operation, occasion, new Random(seed), action is RefuseItem refuse ? refuse with { Mime = occasion.Mime } : action)
            : throw new FormatException($"Rule {index} of the faults file needs an action and one of nth, every, from, probability or mime.");
    }

    private static MimePattern ReadMime(JsonElement value, int index, FaultPlace place)
    {
        if (place != FaultPlace.Exchange)
        {
            throw new FormatException($"Rule {index} of the faults file asks for \"mime\", which cannot be seen {Describe(place)}.");
        }

        try
        {
            return new MimePattern(value.GetString()!);
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"Rule {index} of the faults file has a \"mime\" that is no regular expression: {e.Message}", e);
        }
    }

    private static FaultAction ReadAction(JsonProperty property, int index, FaultPlace place)
    {
        if (!Actions.TryGetValue(property.Name, out var known))
        {
            throw new FormatException($"Rule {index} of the faults file names \"{property.Name}\", which is neither a condition nor an action.");
        }

        if (!known.Place.HasFlag(place))
        {
            throw new FormatException($"Rule {index} of the faults file asks for \"{property.Name}\", which cannot be done {Describe(place)}.");
        }

        try
        {
            var action = known.Read(property.Value);
            return place == FaultPlace.Exchange && action is DropReplyAfterCommit { Ending: not Ending.Close } or DropBeforeProcessing { Ending: not Ending.Close }
                ? throw new FormatException("only a proxy can choose how a connection dies.")
                : action;
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"Rule {index} of the faults file gives \"{property.Name}\" a value it does not take: {e.Message}", e);
        }
    }

    private static string Describe(FaultPlace place) => place switch
    {
        FaultPlace.Exchange => "inside the stand-in Exchange; see turnstone sandbox proxy",
        FaultPlace.EwsProxy => "in front of EWS",
        _ => "in front of IMAP",
    };

    private static Ending EndingOf(JsonElement value) => value.ValueKind == JsonValueKind.True ? Ending.Close : value.GetString() switch
    {
        "close" => Ending.Close,
        "reset" => Ending.Reset,
        "halfClose" => Ending.HalfClose,
        var other => throw new FormatException($"a connection does not end by \"{other}\", but by close, reset or halfClose."),
    };

    private static JsonElement? Optional(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var found) ? found : null;

    private static int Number(JsonElement value, string name) => value.GetProperty(name).GetInt32();

    private static string Word(JsonElement value, string name) => value.GetProperty(name).GetString() ?? throw new FormatException($"{name} is missing.");

    private static bool IsAfterCommit(JsonElement value) => Optional(value, "afterCommit")?.GetBoolean() ?? false;
}
