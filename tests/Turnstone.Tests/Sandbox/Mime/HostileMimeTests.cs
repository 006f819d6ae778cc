using FsCheck;
using FsCheck.Fluent;
using Turnstone.Sandbox.Mime;
using Xunit;

namespace Turnstone.Tests.Sandbox.Mime;

public class HostileMimeTests
{
    [Fact]
    public void DamagedMail_IsTakenOrRefusedByName_AndNothingElse() => Prop.ForAll((int seed) =>
    {
        Random random = new(seed);
        byte[] mime = Damage(MimeText.Export(new RandomMessages(random).Next()), random);

        Exception? failure = Record.Exception(() => MimeText.Export(MimeImporter.Import(mime)));

        Assert.True(failure is null or MimeImportException, failure?.ToString());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void RandomBytes_AreTakenAsMail() => Prop.ForAll((byte[] bytes) =>
    {
        Exception? failure = Record.Exception(() => MimeText.Export(MimeImporter.Import(bytes)));

        Assert.Equal(bytes.Length == 0, failure is MimeImportException);
    }).QuickCheckThrowOnFailure();

    private static byte[] Damage(byte[] mime, Random random)
    {
        List<byte> damaged = [.. mime];
        for (int i = random.Next(1, 12); i > 0 && damaged.Count > 2; i--)
        {
            int at = random.Next(damaged.Count);
            int length = random.Next(Math.Min(60, damaged.Count - at));
            switch (random.Next(3))
            {
                case 0:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 1:
                    damaged.RemoveRange(at, length);
                    break;
                default:
                    damaged.InsertRange(random.Next(damaged.Count), damaged.GetRange(at, length));
                    break;
            }
        }

        return [.. damaged];
    }
}
