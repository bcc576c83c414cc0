using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Accounts;

/// <summary>What a session carries: the account, its stamp and the person. Roles are looked up anew with each request.</summary>
internal sealed class AccountPrincipals(UserManager<Account> accounts, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Account>(accounts, options)
{
    public const string PersonClaim = "person";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(PersonClaim, user.PersonId));
        return identity;
    }
}
