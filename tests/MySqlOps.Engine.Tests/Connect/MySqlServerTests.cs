using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Tests.Connect;

public class MySqlServerTests
{
    [Theory]
    [InlineData("db1", 3306, null, "db1:3306")]
    [InlineData("db1.example.com", 3307, null, "db1.example.com:3307")]
    [InlineData("192.0.2.1", 3306, null, "192.0.2.1:3306")]
    [InlineData("::1", 3306, null, "[::1]:3306")]
    [InlineData("fe80::1%eth0", 33060, null, "[fe80::1%eth0]:33060")]
    [InlineData("localhost", 3306, "/run/mysqld/mysqld.sock", "/run/mysqld/mysqld.sock")]
    public void EndpointSaysWhereTheServerIs(string host, int port, string? socket, string expected)
    {
        Assert.Equal(expected, new MySqlServer { Host = host, Port = port, Socket = socket, User = "root" }.Endpoint);
    }

    [Theory]
    [InlineData("db1", null, "root@db1:3306")]
    [InlineData("::1", null, "root@[::1]:3306")]
    [InlineData("localhost", "/tmp/x.sock", "root@/tmp/x.sock")]
    public void TextIsTheUserAtTheEndpoint(string host, string? socket, string expected)
    {
        Assert.Equal(expected, new MySqlServer { Host = host, Socket = socket, User = "root" }.ToString());
    }

    [Fact]
    public void PasswordIsKeptByACopy()
    {
        var server = new MySqlServer { Host = "db1", User = "root" }.WithPassword("S3cret-Pass");

        Assert.Equal("S3cret-Pass", (server with { Port = 3307 }).Password?.Reveal());
    }
}
