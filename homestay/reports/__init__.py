"""The numbers of a month (báo cáo tháng): counted for the owner of a homestay, and summed over the homestays of a village."""
