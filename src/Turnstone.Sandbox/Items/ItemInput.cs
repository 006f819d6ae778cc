using System.Globalization;
using Turnstone.Sandbox.Properties;
using Turnstone.Sandbox.Soap;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Items;

/// <summary>
/// What a client says about an item beside its MIME. First-class elements and the MAPI properties behind them meet here; the
/// rest of the extended properties are kept as they are.
/// </summary>
internal sealed class ItemInput
{
    private const MessageFlags Settable = MessageFlags.Read | MessageFlags.Unmodified | MessageFlags.Unsent | MessageFlags.FromMe | MessageFlags.Resend;

    private readonly List<ExtendedProperty> _extended = [];

    public string? Subject { get; private set; }

    public string? ItemClass { get; private set; }

    /// <summary>PR_MESSAGE_FLAGS of the same call; the only way to make anything but a draft ([D] how-to-import-items).</summary>
    public MessageFlags? Flags { get; private set; }

    public bool? IsRead { get; private set; }

    public bool IsAssociated { get; private set; }

    public DateTimeOffset? Received { get; private set; }

    public DateTimeOffset? Sent { get; private set; }

    public int? Importance { get; private set; }

    public int? Sensitivity { get; private set; }

    public IReadOnlyList<string>? Categories { get; private set; }

    public FollowUp? FollowUp { get; private set; }

    public bool? IsReadReceiptRequested { get; private set; }

    public bool? IsDeliveryReceiptRequested { get; private set; }

    public string? InReplyTo { get; private set; }

    public string? References { get; private set; }

    public string? MessageId { get; private set; }

    public IReadOnlyList<ExtendedProperty> Extended => _extended;

    public static ItemInput Parse(SoapElement item)
    {
        var input = new ItemInput();
        foreach (var child in item.Children)
        {
            input.Apply(child);
        }

        return input;
    }

    private void Apply(SoapElement child)
    {
        switch (child.Name)
        {
            case "ItemClass":
                ItemClass = child.Text;
                break;
            case "Subject":
                Subject = child.Text;
                break;
            case "Sensitivity":
                Sensitivity = Choice<Mime.Sensitivity>(child.Text == "Confidential" ? "CompanyConfidential" : child.Text);
                break;
            case "Importance":
                Importance = Choice<Mime.Importance>(child.Text);
                break;
            case "Categories":
                Categories = [.. child.Children.Select(category => category.Text)];
                break;
            case "InReplyTo":
                InReplyTo = child.Text;
                break;
            case "References":
                References = child.Text;
                break;
            case "InternetMessageId":
                MessageId = child.Text;
                break;
            case "IsRead":
                IsRead = IsTrue(child.Text);
                break;
            case "IsAssociated":
                IsAssociated = IsTrue(child.Text);
                break;
            case "IsReadReceiptRequested":
                IsReadReceiptRequested = IsTrue(child.Text);
                break;
            case "IsDeliveryReceiptRequested":
                IsDeliveryReceiptRequested = IsTrue(child.Text);
                break;
            case "Flag":
                FollowUp = new FollowUp(FollowUp.ParseStatus(child.ChildText("FlagStatus") ?? ""), Time(child, "StartDate"), Time(child, "DueDate"), Time(child, "CompleteDate"));
                break;
            case "ExtendedProperty":
                Apply(ExtendedProperty.Parse(child));
                break;
            default:
                if (PlainFields.Find(child.Name) is { } name)
                {
                    Apply(new ExtendedProperty(name, [ExtendedProperty.Canonical(name.Type, child.Text)]));
                }

                break;
        }
    }

    private void Apply(ExtendedProperty property)
    {
        switch (property.Name)
        {
            case { Tag: 0x001A }:
                ItemClass = property.Value;
                break;
            case { Tag: 0x0037 }:
                Subject = property.Value;
                break;
            case { Tag: 0x0017 }:
                Importance = Math.Clamp(Number(property), 0, 2);
                break;
            case { Tag: 0x0036 }:
                Sensitivity = Math.Clamp(Number(property), 0, 3);
                break;
            case { Tag: 0x0023 }:
                IsDeliveryReceiptRequested = IsTrue(property.Value);
                break;
            case { Tag: 0x0029 }:
                IsReadReceiptRequested = IsTrue(property.Value);
                break;
            case { Tag: 0x0039, Type: MapiType.SystemTime }:
                Sent = Time(property.Value);
                break;
            case { Tag: 0x0E06, Type: MapiType.SystemTime }:
                Received = Time(property.Value);
                break;
            case { Tag: 0x0E07, Type: MapiType.Integer }:
                Flags = (MessageFlags)Number(property) & Settable;
                break;
            case { Tag: 0x1035 }:
                MessageId = property.Value;
                break;
            case { Tag: 0x1090, Type: MapiType.Integer }:
                FollowUp = new FollowUp(Number(property) is var status and (1 or 2) ? status : 0, null, null, null);
                break;

            // Store-managed: creation and modification are the import's (PidTagCreationTime, PidTagLastModificationTime), size and the like are computed.
            case { Tag: 0x3007 or 0x3008 or 0x0E08 or 0x0E1B or 0x0E69 or 0x0FFF or 0x0E23 }:
                break;
            case { Name: "Keywords", IsArray: true } when property.Name.Set == PropertySets.PublicStrings:
                Categories = property.Values;
                break;
            default:
                _extended.RemoveAll(other => other.Name == property.Name);
                _extended.Add(property);
                break;
        }
    }

    // With a schema the validator has refused other words already.
    private static int Choice<T>(string name)
        where T : struct, Enum => Enum.TryParse<T>(name, out var choice) && Enum.IsDefined(choice) ? Convert.ToInt32(choice, CultureInfo.InvariantCulture) : throw EwsFault.InvalidRequest();

    private static int Number(ExtendedProperty property) => int.TryParse(property.Value, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static bool IsTrue(string text) => text.Trim() is "true" or "1";

    private static DateTimeOffset? Time(SoapElement parent, string name) => parent.ChildText(name) is { } text ? Time(text) : null;

    private static DateTimeOffset? Time(string text) => EwsTime.TryParse(text, out var time) ? time : null;
}
