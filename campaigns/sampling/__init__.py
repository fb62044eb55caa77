"""The demonstration: invented events, numbers and reports over real districts, communities and campuses."""
