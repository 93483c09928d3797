using System.Text;
using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Tests.Protocol;

public class ServerGreetingTests
{
    [Fact]
    public void GreetingOfMySqlOffersTls()
    {
        Assert.True(ServerGreeting.Parse(RealGreeting.Payload)?.OffersTls);
    }

    [Fact]
    public void GreetingIsNoError()
    {
        var greeting = ServerGreeting.Parse(RealGreeting.Payload);

        Assert.Equal((null, ""), (greeting?.ErrorNumber, greeting?.ErrorMessage));
    }

    [Fact]
    public void GreetingWithoutTheCapabilityOffersNoTls()
    {
        Assert.False(ServerGreeting.Parse(RealGreeting.PayloadWithoutTls)?.OffersTls);
    }

    [Fact]
    public void ErrorWithItsStateIsRead()
    {
        var error = ServerGreeting.Parse([0xFF, 0x10, 0x04, .. "#08004Too many connections"u8]);

        Assert.Equal((1040, "Too many connections"), (error?.ErrorNumber, error?.ErrorMessage));
    }

    [Fact]
    public void ErrorWithoutStateIsRead()
    {
        var error = ServerGreeting.Parse([0xFF, 0x69, 0x04, .. "Host 'x' is blocked"u8]);

        Assert.Equal((1129, "Host 'x' is blocked"), (error?.ErrorNumber, error?.ErrorMessage));
    }

    [Fact]
    public void ErrorWithoutMessageIsRead()
    {
        var error = ServerGreeting.Parse([0xFF, 0x10, 0x04]);

        Assert.Equal((1040, ""), (error?.ErrorNumber, error?.ErrorMessage));
    }

    [Theory]
    [InlineData("")]
    [InlineData("FF")]
    [InlineData("FF10")]
    [InlineData("0A")]
    [InlineData("0A392E372E34")]
    [InlineData("09392E372E3400")]
    [InlineData("0B08051A00")]
    public void AnythingElseIsNoGreeting(string hex)
    {
        Assert.Null(ServerGreeting.Parse(Convert.FromHexString(hex)));
    }

    [Fact]
    public async Task GreetingIsReadFromAStream()
    {
        using var stream = new MemoryStream(RealGreeting.Packet);

        var greeting = await ServerGreeting.ReadAsync(stream, CancellationToken.None);

        Assert.True(greeting?.OffersTls);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("220 mail.example.com ESMTP\r\n")]
    [InlineData("\0\0\0\0")]
    public async Task BannerOfAnotherProtocolIsNoGreeting(string banner)
    {
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes(banner));

        Assert.Null(await ServerGreeting.ReadAsync(stream, CancellationToken.None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(78)]
    public async Task GreetingThatBreaksOffIsAnIOException(int length)
    {
        using var stream = new MemoryStream(RealGreeting.Packet[..length]);

        await Assert.ThrowsAnyAsync<IOException>(() => ServerGreeting.ReadAsync(stream, CancellationToken.None));
    }
}
