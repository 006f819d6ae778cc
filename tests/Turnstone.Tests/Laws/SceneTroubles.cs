using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Testing;

namespace Turnstone.Tests.Laws;

/// <summary>What can befall a pass of a <see cref="Scene"/>, chosen by numbers.</summary>
internal static class SceneTroubles
{
    /// <summary>Puts a trouble in the script of the next passes; one that is there already stays.</summary>
    public static void GoWrong(this Scene scene, int what, int which)
    {
        var number = 1 + (which % 7);
        try
        {
            switch (what % 5)
            {
                case 0 or 1:
                    scene.World.Trouble.OnDelivery(number, Delivery(which / 7));
                    break;
                case 2:
                    scene.World.Trouble.On((DestinationCall)(which / 7 % 7), number, AtDestination(which / 49));
                    break;
                case 3:
                    scene.World.SourceTrouble.On((SourceCall)(which / 7 % 5), number, AtSource(which / 49), afterItems: which / 35 % 3);
                    break;
                default:
                    scene.World.Trouble.OnDelivery(number, new DeliveryTrouble.TakenThenLost(Trouble.ReplyLost(), which / 7 % 4));
                    break;
            }
        }
        catch (ArgumentException)
        {
            // Something is to happen there already.
        }
    }

    private static DeliveryTrouble Delivery(int which) => (which % 9) switch
    {
        0 => new DeliveryTrouble.Lost(Trouble.Unsent()),
        1 => new DeliveryTrouble.Lost(Trouble.ReplyLost()),
        2 => new DeliveryTrouble.TakenThenLost(Trouble.Finished(), which / 9 % 4),
        3 => new DeliveryTrouble.ArrivesLate(TimeSpan.FromSeconds(1 + (which % 60))),
        4 => new DeliveryTrouble.OneItem(which / 9 % 4, new DeliveryResult.Refused(Trouble.Refused())),
        5 => new DeliveryTrouble.OneItem(which / 9 % 4, new DeliveryResult.Unknown(Trouble.Refused())),
        6 => new DeliveryTrouble.FromItem(which / 9 % 4, new DeliveryResult.NotTried(Trouble.Throttled(TimeSpan.FromSeconds(which % 300)).Failure)),
        7 => new DeliveryTrouble.TakenBut(new DeliveryResult.Unknown(Trouble.ReplyLost().Failure)),
        _ => new DeliveryTrouble.Lost(Trouble.Throttled(TimeSpan.FromMinutes(which % 5))),
    };

    private static SessionException AtDestination(int which) => (which % 4) switch
    {
        0 => Trouble.Unsent(),
        1 => Trouble.Throttled(TimeSpan.FromSeconds(which % 300)),
        2 => Trouble.Finished(),
        _ => Trouble.Denied(),
    };

    private static SessionException AtSource(int which) => (which % 4) switch
    {
        0 or 1 => Trouble.SourceLost(),
        2 => Trouble.At(FailureSide.Source, FailureCodes.SourceFolderUnavailable, FailureScope.Folder),
        _ => Trouble.At(FailureSide.Source, FailureCodes.SourceConnectionLost),
    };
}
