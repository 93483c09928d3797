using MySqlOps.Engine.Protocol;
using MySqlOps.Engine.Tests.Connect;
using Xunit.Abstractions;

namespace MySqlOps.Engine.Tests.Protocol;

public class ServerGreetingDamageTests(ITestOutputHelper output)
{
    private const int Mutations = 20_000;

    private static readonly byte[] Error = [0xFF, 0x10, 0x04, .. "#08004Too many connections"u8];

    [Fact]
    public void DamagedPayloadIsAValueOrNothing()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < Mutations; i++)
        {
            var payload = Mutate(random, i % 2 == 0 ? RealGreeting.Payload : Error);
            var failure = Record.Exception(() => ServerGreeting.Parse(payload));
            Assert.True(failure is null, $"seed {seed}: {Convert.ToHexString(payload)} gave {failure}");
        }
    }

    [Fact]
    public async Task DamagedPacketIsAValueNothingOrAnEnd()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < Mutations; i++)
        {
            var packet = Mutate(random, RealGreeting.Packet);
            using var stream = new MemoryStream(packet);
            var failure = await Record.ExceptionAsync(() => ServerGreeting.ReadAsync(stream, CancellationToken.None));
            Assert.True(failure is null or IOException, $"seed {seed}: {Convert.ToHexString(packet)} gave {failure}");
        }
    }

    [Fact]
    public void TruncatedGreetingIsAValueOrNothing()
    {
        for (var length = 0; length < RealGreeting.Payload.Length; length++)
        {
            var payload = RealGreeting.Payload[..length];
            Assert.Null(Record.Exception(() => ServerGreeting.Parse(payload)));
        }
    }

    private static byte[] Mutate(Random random, IEnumerable<byte> bytes) =>
        [.. Mutation.Mutate(random, bytes, () => (byte)random.Next(256))];
}
