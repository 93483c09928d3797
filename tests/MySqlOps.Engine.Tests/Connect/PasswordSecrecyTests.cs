using System.Globalization;
using System.Reflection;
using System.Text.Json;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Connect.Addresses;
using MySqlOps.Engine.DiskUsage;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Connect;

/// <summary>What carries a server carries its password, and nothing that prints, lists or serializes it gives that away.</summary>
public class PasswordSecrecyTests
{
    private const string Password = "S3cret-Pass";

    private static readonly JsonSerializerOptions Everything = new() { IncludeFields = true };

    private static readonly MySqlServer Server = new MySqlServer { Host = "db1", User = "root" }.WithPassword(Password);

    public static TheoryData<string> Printed => new()
    {
        Server.ToString(),
        new FleetOutcome<MySqlServer, int>(Server, 1, null).ToString(),
        new DiskUsageEntry { Server = Server, Category = DiskUsageCategory.Database, Name = "shop" }.ToString(),
        new MySqlOpsException(ErrorId.ConnectRefused, $"No {Server}.", Server).ToString(),
        string.Format(CultureInfo.InvariantCulture, "about {0}", Server),
        ServerAddress.Parse($"root:{Password}@db1:3306").ToString(),
        ServerAddress.Parse($"mysql://root:{Password}@db1/").ToString(),
    };

    public static TheoryData<string> Properties =>
        [.. typeof(MySqlServer).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Printed))]
    public void NothingThatIsPrintedHoldsThePassword(string text)
    {
        Assert.DoesNotContain(Password, text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void NoPublicPropertyHoldsThePassword(string property)
    {
        var value = typeof(MySqlServer).GetProperty(property)!.GetValue(Server);

        Assert.DoesNotContain(Password, JsonSerializer.Serialize(value, Everything), StringComparison.Ordinal);
    }

    [Fact]
    public void ThereIsNoPublicField()
    {
        Assert.Empty(typeof(MySqlServer).GetFields(BindingFlags.Public | BindingFlags.Instance));
    }

    [Fact]
    public void JsonOfAServerHoldsNoPassword()
    {
        Assert.DoesNotContain(Password, JsonSerializer.Serialize(Server, Everything), StringComparison.Ordinal);
    }

    [Fact]
    public void JsonOfAResultHoldsNoPassword()
    {
        var entry = new DiskUsageEntry { Server = Server, Category = DiskUsageCategory.Database, Name = "shop" };

        Assert.DoesNotContain(Password, JsonSerializer.Serialize(entry, Everything), StringComparison.Ordinal);
    }
}
