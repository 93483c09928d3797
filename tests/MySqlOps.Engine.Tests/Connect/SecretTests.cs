using System.Text.Json;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Tests.Connect;

public class SecretTests
{
    private const string Password = "S3cret-Pass";

    [Fact]
    public void SecretIsRevealedToWhoAsks()
    {
        Assert.Equal(Password, new Secret(Password).Reveal());
    }

    [Fact]
    public void SecretsTextIsAMask()
    {
        Assert.Equal("***", new Secret(Password).ToString());
    }

    [Fact]
    public void SecretIsNotSerialized()
    {
        Assert.DoesNotContain(Password, JsonSerializer.Serialize(new Secret(Password)), StringComparison.Ordinal);
    }
}
