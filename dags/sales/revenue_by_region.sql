-- A parameter of the run goes in here; Airflow has checked that it is a whole number.
select region, count(*) as orders, printf('%.2f', sum(cents) / 100.0) as revenue
from orders
group by region
order by sum(cents) desc
limit {{ params.regions }}
